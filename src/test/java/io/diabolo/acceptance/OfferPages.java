package io.diabolo.acceptance;

import io.diabolo.offers.AnOffer;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of quotes, prices and what the customer sees, with something on them. */
final class OfferPages {
    private final ApplicationContext application;
    private final Given given;

    OfferPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var world = AnOffer.of(given, application);
        var list = world.create("price-lists", Map.of("name", "Petites entreprises", "segment", "micro"));
        var draft = world.quote();
        world.optionOf(draft);
        var out = world.sent();
        var approval = world.approvalLink(given.administrator());
        var sent = given.in(
                () -> application.getBean(DSLContext.class).fetchValue("select id from quote where link = ?", out));
        var further = world.furtherPages(UUID.fromString(String.valueOf(sent)));
        return Stream.concat(
                        further.stream(),
                        Stream.of(
                                "/opportunities/" + world.opportunity,
                                "/opportunities/" + world.opportunity + "/quotes/new",
                                "/quotes/" + draft,
                                "/quotes/" + sent,
                                "/q/" + out,
                                "/price-lists/" + list + "/prices",
                                "/settings/offers",
                                "/approvals",
                                approval))
                .toList();
    }
}
