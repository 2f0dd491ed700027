-- What a company works with, several in one text: "HubSpot, Salesforce".
alter table company add column technologies text;
