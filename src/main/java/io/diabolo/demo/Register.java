package io.diabolo.demo;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Writes the market's companies, people and their positions. */
final class Register {
    private final TableCopy companies;
    private final TableCopy people;
    private final TableCopy positions;

    Register(Words words, Market market, Cast cast, Chance chance, UUID workspace) {
        companies = new TableCopy(
                "company",
                "id, name, domain, website, phone, siren, naf, industry, headcount, turnover_minor, segment,"
                        + " segment_basis, key_account, postcode, city, region, country, owner_id, created_at, updated_at",
                workspace);
        people = new TableCopy(
                "person",
                "id, first_name, last_name, email, phone, title, seniority, language, city, country, company_id,"
                        + " owner_id, consent, consent_source, created_at, updated_at",
                workspace);
        positions = new TableCopy("person_position", "id, person_id, company_id, title, started_on", workspace);
        var prospectors = cast.all().stream()
                .filter(player -> player.has("sdr") || player.has("ae") || player.has("bdr"))
                .toList();
        for (var firm : market.firms()) {
            var at = chance.workingTime(firm.known());
            companies.row(
                    firm.id(),
                    firm.name(),
                    firm.domain(),
                    "https://www." + firm.domain(),
                    null,
                    firm.siren(),
                    firm.naf(),
                    firm.industry(),
                    firm.headcount(),
                    firm.turnover(),
                    firm.segment(),
                    "computed",
                    firm.headcount() > 8_000,
                    words.list("city.postcode").get(firm.city()),
                    words.list("city").get(firm.city()),
                    words.list("city.region").get(firm.city()),
                    "FR",
                    chance.one(prospectors).id(),
                    at,
                    at);
        }
        for (var contact : market.contacts()) {
            person(words, contact, chance, chance.one(prospectors));
        }
    }

    private void person(Words words, Market.Contact contact, Chance chance, Cast.Player owner) {
        var at = chance.workingTime(contact.known());
        var title = words.list("title").get(contact.title());
        people.row(
                contact.id(),
                contact.first(),
                contact.last(),
                contact.email(),
                contact.phone(),
                title,
                words.list("title.seniority").get(contact.title()),
                "fr",
                words.list("city").get(contact.firm().city()),
                "FR",
                contact.firm().id(),
                owner.id(),
                chance.happens(0.04) ? "opted_out" : "legitimate_interest",
                "Atelier Nord",
                at,
                at);
        positions.row(chance.id(at), contact.id(), contact.firm().id(), title, contact.known());
    }

    void send(Connection connection) throws SQLException, IOException {
        companies.send(connection);
        people.send(connection);
        positions.send(connection);
    }
}
