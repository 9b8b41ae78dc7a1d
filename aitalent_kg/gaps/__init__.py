"""What somebody or something lacks for a goal: by sets, by the graph, for a team."""
