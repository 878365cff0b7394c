"""Days and times as the archive writes them, in both languages alike: 2022-03-19, 2022-03-19 08:05."""
