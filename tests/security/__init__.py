"""What somebody who means ill would try."""
