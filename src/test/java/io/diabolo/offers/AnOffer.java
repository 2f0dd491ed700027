package io.diabolo.offers;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A sale about to be quoted: a seller, a small French company with somebody to write to, two products. */
public final class AnOffer {
    private final Given given;
    private final ApplicationContext application;
    public final Actor ae;
    public final UUID company;
    public final UUID person;
    public final UUID opportunity;
    public final UUID licence;
    public final UUID setUp;

    private AnOffer(Given given, ApplicationContext application) {
        this.given = given;
        this.application = application;
        this.ae = given.member("Marc Attal", "ae");
        var admin = given.administrator();
        in(() -> {
            application.getBean(Sellers.class).save(seller(0), admin);
            return true;
        });
        this.company = create(
                "companies",
                Map.of(
                        "name",
                        "Atelier Brest",
                        "city",
                        "Brest",
                        "postcode",
                        "29200",
                        "country",
                        "FR",
                        "segment",
                        "micro"));
        this.person = create(
                "people",
                Map.of(
                        "first_name", "Léa",
                        "last_name", "Martin",
                        "email", "lea@brest.example",
                        "company", company.toString()));
        this.opportunity = create(
                "opportunities",
                Map.of(
                        "name", "Atelier Brest – équipement",
                        "company", company.toString(),
                        "person", person.toString(),
                        "stage", "discovery",
                        "owner", ae.member().toString()));
        this.licence = create(
                "products",
                Map.of("name", "Licence", "list_price", "49,90", "recurring_period", "month", "unit_cost", "10"));
        this.setUp = create("products", Map.of("name", "Mise en service", "list_price", "1200"));
    }

    public static AnOffer of(Given given, ApplicationContext application) {
        return new AnOffer(given, application);
    }

    static Seller seller(int version) {
        return new Seller(
                "Diabolo SAS",
                "SAS au capital de 10 000 €",
                "1 rue de la Paix\n35000 Rennes",
                "123456789",
                "RCS Rennes",
                "FR12123456789",
                "bonjour@diabolo.example",
                "",
                "30 jours, par virement.",
                "Article 1. Nos conditions.",
                "Article 1. Our terms.",
                false,
                30,
                Brand.PLAIN,
                Seller.USUAL_RATE_DAYS,
                version);
    }

    public UUID create(String plural, Map<String, ?> values) {
        return in(() -> application
                .getBean(Records.class)
                .create(
                        application.getBean(RecordTypes.class).byPlural(plural),
                        new HashMap<>(values),
                        given.administrator())
                .record()
                .id());
    }

    public <T extends @Nullable Object> T in(Supplier<T> work) {
        return WorkspaceScope.in(given.workspace(), work);
    }

    public UUID quote() {
        return in(() -> application
                .getBean(Quotes.class)
                .create(opportunity, List.of(licence, setUp), null, ae)
                .quote());
    }

    Quote get(UUID quote) {
        return in(() -> application.getBean(Quotes.class).get(quote, given.administrator()));
    }

    SendQuote.Answer send(UUID quote) {
        return in(() -> application.getBean(SendQuote.class).send(quote, null, ae));
    }

    /** @return its link */
    public String sent() {
        return sent(quote());
    }

    String sent(UUID quote) {
        send(quote);
        return String.valueOf(get(quote).link());
    }

    /** What a sales engineer gives who took it on. */
    public void engineered(UUID quote, String words, boolean shown, Actor se) {
        in(() -> application
                .getBean(Contributions.class)
                .give(get(quote), new Giving("se", words, null, false, shown, null, null, null), se));
    }

    /** An option that the customer may take. */
    UUID option(UUID quote) {
        var draft = get(quote);
        var lines = new ArrayList<>(draft.lines());
        var option = new QuoteLine(
                UUID.randomUUID(),
                true,
                null,
                "Formation",
                "",
                "jour",
                BigDecimal.ONE,
                BigDecimal.valueOf(800),
                0,
                2_000,
                "",
                null,
                null,
                true,
                false);
        lines.add(option);
        in(() -> application.getBean(Quotes.class).save(quote, draft.with(lines), draft.version(), ae));
        return option.id();
    }

    /** A draft with a third off waits for whoever may approve it. @return the path that a mail to them would hold */
    public String approvalLink(Actor boss) {
        var id = quote();
        var draft = get(id);
        in(() -> application
                .getBean(Quotes.class)
                .save(id, QuoteForm.read(draft, Map.of("discount", "30")).quote(), draft.version(), ae));
        send(id);
        var approval = in(() -> application.getBean(Approvals.class).waiting(boss))
                .getFirst()
                .approval();
        return String.valueOf(given.<String>in(
                () -> application.getBean(ApprovalLinks.class).path("quote-asked/" + approval.id(), boss.member())));
    }

    /**
     * Two versions to compare, a bundle, a calculator and what it gives in a quote, a promise.
     *
     * @param sent the first version
     */
    public List<String> furtherPages(UUID sent) {
        var bundle = create("products", Map.of("name", "Pack démarrage", "bundle_discount", "10"));
        in(() -> application
                .getBean(ProductParts.class)
                .replace(bundle, List.of(new ProductParts.Wanted(setUp, BigDecimal.TWO)), ae));
        var calculator = new Calculator(
                List.of(new Calculator.Input(
                        "hours", "Heures gagnées", "h", BigDecimal.ONE, BigDecimal.TWO, BigDecimal.TEN, "")),
                List.of(new Calculator.Result(
                        "gain", "Gain", "hours * 46 - price_year", Calculator.Measure.MONEY, true, 12)));
        in(() -> application.getBean(Calculators.class).replace(licence, calculator, null, given.administrator()));
        var next = in(() -> application.getBean(Quotes.class).revise(sent, ae).quote());
        var draft = get(next);
        var lines = new ArrayList<>(draft.lines());
        lines.addAll(in(() -> application.getBean(Quotes.class).lines(draft, bundle)));
        in(() -> application.getBean(Quotes.class).save(next, draft.with(draft.words(), lines), draft.version(), ae));
        in(() -> application.getBean(QuoteReturns.class).put(next, licence, Map.of(), null, ae));
        for (var role : List.of("se", "ops")) {
            in(() -> application
                    .getBean(Handoffs.class)
                    .offer(
                            new Offer(HandoffKind.CONTRIBUTION, "opportunity", opportunity, role, null, "", List.of()),
                            ae));
        }
        var promise = create("promises", Map.of("name", "Reprise des données", "company", company.toString()));
        return List.of(
                "/products/" + bundle,
                "/products/" + bundle + "/parts",
                "/products/" + licence + "/calculator",
                "/quotes/" + next,
                "/quotes/" + next + "/comparison",
                "/quotes/" + next + "/returns",
                "/quotes/" + next + "/products",
                "/quotes/" + next + "/contributions/se",
                "/quotes/" + next + "/contributions/ops",
                "/promises",
                "/promises/" + promise);
    }

    public void optionOf(UUID quote) {
        option(quote);
    }

    /** The AE has a mailbox, so that codes can be sent. */
    public void mailbox() {
        given.run(() ->
                application.getBean(DSLContext.class).execute("""
                insert into mailbox (member_id, address, sender_name, way, login, smtp_host, smtp_port, smtp_security)
                values (?, 'marc@diabolo.example', 'Marc', 'password', 'm', 'localhost', 1, 'none')
                """, ae.member().value()));
    }

    /** The code as it was mailed last. */
    public String code() {
        var body = given.<String>in(() -> application
                .getBean(DSLContext.class)
                .fetchSingle("select body from mail where subject like 'Votre code%' order by at desc, id desc limit 1")
                .get(0, String.class));
        return body.replaceAll("(?s).*\\n(\\d{6})\\n.*", "$1");
    }
}
