mod asking;
mod loading;
mod repeating;
mod shipped;
