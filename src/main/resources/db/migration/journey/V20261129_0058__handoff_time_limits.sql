-- The longest time that a hand-off may take to be answered, so that it falls due within what a calendar looks at.
update handoff_time set amount = 500 where unit = 'days' and amount > 500;
update handoff_time set amount = 2000 where unit = 'hours' and amount > 2000;
