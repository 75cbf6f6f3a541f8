"""What is taken away from the window: code, models, pictures, the Summary."""
