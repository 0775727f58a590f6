file-choose = Choose a file
file-none = No file yet
