package io.diabolo.privacy;

import static io.swagger.v3.oas.models.PathItem.HttpMethod.DELETE;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.GET;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.POST;
import static io.swagger.v3.oas.models.PathItem.HttpMethod.PUT;

import io.diabolo.api.ApiDescription;
import io.diabolo.api.ApiDocument;
import io.diabolo.api.Shape;
import io.diabolo.directory.LegalBasis;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Personal data in the API's description. */
@Component
@Order(60)
class DescribePrivacy implements ApiDescription {
    private static final String CHAPTER = "privacy";

    @Override
    public void describe(ApiDocument document) {
        document.schema("LegalBasis", basis(true));
        document.schema("Erasure", erasure());
        document.chapter(CHAPTER, document.t("privacy.title"), document.t("api.privacy"), "Erasure");
        bases(document);
        files(document);
        erasures(document);
        retention(document);
    }

    private static Schema<?> basis(boolean read) {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("channel", Shape.choice(LegalBasis.CHANNELS));
        all.put("purpose", Shape.choice(LegalBasis.PURPOSES));
        all.put("basis", Shape.choice(LegalBasis.BASES));
        all.put("state", Shape.choice(LegalBasis.STATES));
        all.put("since", Shape.text("date"));
        all.put("proof", Shape.orNull(Shape.text()));
        all.put("proof_file", Shape.orNull(Shape.text("uuid")));
        all.put("source", Shape.orNull(Shape.text()));
        if (read) {
            all.put("id", Shape.text("uuid"));
            all.put("recorded_at", Shape.text("date-time"));
            all.put("holds", Shape.yesOrNo());
        }
        return Shape.object(all);
    }

    private static Schema<?> erasure() {
        var all = new LinkedHashMap<String, Schema<?>>();
        all.put("id", Shape.text("uuid"));
        all.put("state", Shape.choice(List.of("waiting", "running", "done")));
        all.put("requested_by", Shape.text());
        all.put("requested_on", Shape.text("date"));
        all.put("member", Shape.text());
        all.put("counts", Shape.object());
        all.put("salt", Shape.text());
        all.put("person_hash", Shape.text());
        all.put("created_at", Shape.text("date-time"));
        all.put("done_at", Shape.orNull(Shape.text("date-time")));
        return Shape.object(all);
    }

    private static Schema<?> object(Object... namesAndShapes) {
        var all = new LinkedHashMap<String, Schema<?>>();
        for (var at = 0; at < namesAndShapes.length; at += 2) {
            all.put((String) namesAndShapes[at], (Schema<?>) namesAndShapes[at + 1]);
        }
        return Shape.object(all);
    }

    private static void bases(ApiDocument document) {
        var path = "/api/v1/people/{id}/legal-bases";
        document.operation(GET, path, CHAPTER, document.t("api.privacy.bases"))
                .answers(200, object("items", Shape.listOf(Shape.named("LegalBasis")), "allowed", Shape.object()));
        document.operation(POST, path, CHAPTER, document.t("api.privacy.bases.add"))
                .takes(
                        basis(false),
                        "{\"channel\": \"phone\", \"purpose\": \"prospecting\", \"basis\": \"consent\", \"state\":"
                                + " \"granted\", \"since\": \"2026-11-02\", \"proof\": \"form, 2026-11-02\"}")
                .answers(201, object("change_set_id", Shape.text("uuid")));
    }

    private static void files(ApiDocument document) {
        document.operation(POST, "/api/v1/people/{id}/data-files", CHAPTER, document.t("api.privacy.files.begin"))
                .answers(202, object("id", Shape.text("uuid"), "state", Shape.text()));
        document.operation(GET, "/api/v1/data-files/{id}", CHAPTER, document.t("api.privacy.files.state"))
                .answers(200, object("id", Shape.text("uuid"), "state", Shape.text(), "file", Shape.text()));
        document.operation(GET, "/api/v1/data-files/{id}/file", CHAPTER, document.t("api.privacy.files.fetch"))
                .answers(200, "application/zip", Shape.text("binary"));
    }

    private static void erasures(ApiDocument document) {
        var path = "/api/v1/people/{id}/erasure";
        document.operation(GET, path, CHAPTER, document.t("api.privacy.erasure.preview"))
                .answers(
                        200,
                        object(
                                "name", Shape.text(),
                                "erased", Shape.object(),
                                "kept", Shape.object(),
                                "twins", Shape.listOf(Shape.object())));
        document.operation(POST, path, CHAPTER, document.t("api.privacy.erasure.begin"))
                .takes(
                        object(
                                "requested_by", Shape.choice(Erasures.ASKERS),
                                "requested_on", Shape.text("date"),
                                "confirmation", Shape.text()),
                        "{\"requested_by\": \"person\", \"requested_on\": \"2026-11-02\", \"confirmation\": \"Ada"
                                + " Martin\"}")
                .answers(202, object("id", Shape.text("uuid"), "state", Shape.text()));
        document.operation(GET, "/api/v1/erasures", CHAPTER, document.t("api.privacy.erasures"))
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text("uuid"), "api.parameter.cursor")
                .answers(
                        200,
                        object(
                                "items", Shape.listOf(Shape.named("Erasure")),
                                "next_cursor", Shape.orNull(Shape.text("uuid"))));
        document.operation(GET, "/api/v1/erasures/{id}", CHAPTER, document.t("api.privacy.erasures.one"))
                .answers(200, Shape.named("Erasure"));
        document.operation(POST, "/api/v1/erased-contacts/lifting", CHAPTER, document.t("api.privacy.lift"))
                .takes(object("contact", Shape.text()), "{\"contact\": \"ada@example.org\"}")
                .answers(200, object("lifted", Shape.yesOrNo()));
    }

    private static void retention(ApiDocument document) {
        var settings = object("months", Shape.whole(), "active", Shape.yesOrNo());
        document.operation(GET, "/api/v1/retention", CHAPTER, document.t("api.retention"))
                .query("within", Shape.whole(), "api.retention.within")
                .query("limit", Shape.whole(), "api.parameter.limit")
                .query("cursor", Shape.text(), "api.parameter.cursor")
                .answers(
                        200,
                        object(
                                "months", Shape.whole(),
                                "active", Shape.yesOrNo(),
                                "counts", Shape.object(),
                                "kept", Shape.whole(),
                                "items", Shape.listOf(Shape.object()),
                                "next_cursor", Shape.orNull(Shape.text())));
        document.operation(PUT, "/api/v1/retention", CHAPTER, document.t("api.retention.change"))
                .takes(settings, "{\"months\": 36, \"active\": true}")
                .answers(200, settings);
        var path = "/api/v1/people/{id}/retention-exception";
        document.operation(POST, path, CHAPTER, document.t("api.retention.keep"))
                .takes(
                        object("reason", Shape.text(), "until", Shape.text("date")),
                        "{\"reason\": \"dispute\", \"until\": \"2027-06-30\"}")
                .answersNothing();
        document.operation(DELETE, path, CHAPTER, document.t("api.retention.let-go"))
                .answersNothing();
    }
}
