"""What is stored: questions asked without a queryset."""
