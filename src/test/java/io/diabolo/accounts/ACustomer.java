package io.diabolo.accounts;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A customer with a contract of one product, as tests need it. */
final class ACustomer {
    private final Given given;
    private final ApplicationContext application;
    final UUID company;
    final UUID product;
    final UUID contract;

    private ACustomer(Given given, ApplicationContext application, UUID company, UUID product, UUID contract) {
        this.given = given;
        this.application = application;
        this.company = company;
        this.product = product;
        this.contract = contract;
    }

    /** Sold by {@code ae}, looked after by {@code csm}. */
    static ACustomer of(Given given, ApplicationContext application, String name, Actor ae, Actor csm) {
        var none = new ACustomer(given, application, new UUID(0, 0), new UUID(0, 0), new UUID(0, 0));
        var company = none.create("companies", Map.of("name", name, "segment", "smb", "country", "FR"));
        var product = none.create("products", Map.of("name", "Atelier " + name, "list_price", "1000"));
        var contract = none.create(
                "contracts",
                Map.of(
                        "name",
                        "Licences " + name,
                        "company",
                        company.toString(),
                        "monthly_amount",
                        "500 EUR",
                        "owner",
                        ae.member().toString(),
                        "csm",
                        csm.member().toString()));
        var customer = new ACustomer(given, application, company, product, contract);
        given.run(() -> customer.sql()
                .execute(
                        "update contract_line set product_id = ?, quantity = 10 where contract_id = ?",
                        product,
                        contract));
        customer.count();
        return customer;
    }

    DSLContext sql() {
        return application.getBean(DSLContext.class);
    }

    UUID create(String plural, Map<String, String> input) {
        return create(plural, input, given.administrator());
    }

    UUID create(String plural, Map<String, String> input, Actor me) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), input, me)
                .record()
                .id());
    }

    void update(String plural, UUID id, Map<String, String> input) {
        given.run(() -> application
                .getBean(Records.class)
                .update(
                        application.getBean(RecordTypes.class).byPlural(plural),
                        id,
                        input,
                        null,
                        given.administrator()));
    }

    UUID person(String name, Map<String, String> more) {
        var input = new HashMap<>(Map.of("last_name", name, "company", company.toString()));
        input.putAll(more);
        return create("people", input);
    }

    /** Used so often today, and each of the last days. */
    void used(String feature, int days, int times) {
        given.run(() -> sql().execute("""
                        insert into usage_day (company_id, feature, day, count, events)
                        select ?, ?, (now() at time zone 'Europe/Paris')::date - n, ?, 1 from generate_series(0, ?) n""", company, feature, times, days - 1));
    }

    /** An NPS answer of somebody there. */
    void answered(UUID person, int score) {
        var survey = create("surveys", Map.of("name", "NPS"));
        create(
                "responses",
                Map.of(
                        "survey",
                        survey.toString(),
                        "person",
                        person.toString(),
                        "company",
                        company.toString(),
                        "score",
                        String.valueOf(score)));
    }

    void count() {
        given.run(() -> application.getBean(CountAccounts.class).all());
    }

    /** All that the task of every quarter of an hour does. */
    void look() {
        given.run(() -> {
            application.getBean(CountAccounts.class).all();
            application.getBean(WinBacks.class).list();
            application.getBean(WinBacks.class).returned();
            application.getBean(FindSuggestions.class).expire();
            application.getBean(FindSponsors.class).look();
            application.getBean(WinBacks.class).due();
            application.getBean(FindSuggestions.class).look();
        });
    }
}
