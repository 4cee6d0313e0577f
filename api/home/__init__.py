"""What a browser sees at `/`: the web pages where they are built, else a page that explains itself."""
