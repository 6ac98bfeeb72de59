"""Staff: their accounts and passwords, the sessions they are signed in by, and sign-ins that are refused."""
