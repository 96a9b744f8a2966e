"""Replies as people see them; how a screen draws them is the screen's business."""
