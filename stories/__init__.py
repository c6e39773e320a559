"""The newsroom: captures become stories, stories become dossiers. docs/architecture.md lists the rooms."""
