"""What a summary rests on: full texts, claims, what people decided, help by machines."""
