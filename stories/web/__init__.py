"""HTTP for people: addresses, views, tables, filters, forms. No rules about news."""
