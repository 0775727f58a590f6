mod asking;
mod loading;
mod shipped;
