"""Effects as accessible SVG pictures: icon arrays and interval bars."""
