int x_unused;
