//! What the program tells the world.
