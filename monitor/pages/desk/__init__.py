"""The desk: pages for staff, behind a sign-in."""
