# Charts: in every program but the guest page.

chart-when = Time
chart-walk = Choose a reading (arrow keys)
chart-table = All values as a table
chart-table-newest = The newest { $count } values as a table
