"""What two versions of a framework, or two whole graphs, differ in."""
