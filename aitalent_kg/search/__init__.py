"""The search box: things by code, name, description or quote, in Chinese and English."""
