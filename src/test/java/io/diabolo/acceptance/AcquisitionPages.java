package io.diabolo.acceptance;

import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** Pages of campaigns, forms and experiments with something on them. */
final class AcquisitionPages {
    private final ApplicationContext application;
    private final Given given;

    AcquisitionPages(ApplicationContext application, Given given) {
        this.application = application;
        this.given = given;
    }

    /** The addresses, once all of it is there. */
    List<String> addresses() {
        var campaign =
                create("campaigns", Map.of("name", "Salon de Lyon", "cost", "12000 EUR", "utm_campaign", "salon"));
        var asset = create("marketing-assets", Map.of("name", "Livre blanc", "url", "https://site.example/livre"));
        var form = create("forms", Map.of("name", "Démo", "state", "open", "asset", asset.toString()));
        create("experiments", Map.of("name", "Page courte", "impact", "8", "confidence", "5", "ease", "5"));
        create("experiments", Map.of("name", "Cabinets d’ingénierie", "kind", "segment", "interviews", "9"));
        given.run(() -> application.getBean(DSLContext.class).execute("""
                        insert into submission (form_id, state, why, received_at, received)
                        values (?, 'held', 'fast', now(), '{"email": "lea@brest.example", "message": "Une démo ?"}')
                        """, form));
        return List.of(
                "/forms/" + form + "/builder",
                "/forms/" + form + "/submissions",
                "/experiments/board",
                "/attribution",
                "/attribution?by=asset",
                "/attribution/" + campaign);
    }

    private UUID create(String plural, Map<String, String> values) {
        return given.in(() -> application
                .getBean(Records.class)
                .create(application.getBean(RecordTypes.class).byPlural(plural), values, given.administrator())
                .record()
                .id());
    }
}
