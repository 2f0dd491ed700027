package io.diabolo.web;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.DatabaseTrouble;
import io.diabolo.web.Survivors.Survivor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * What went wrong, in words for its reader: a page for people, RFC 9457 for programs.
 *
 * @param name the tail of its type {@code /problems/<name>}, and of its texts
 * @param reference what to quote when asking for help, or empty
 * @param survivor where a record went that was merged, which the request meant
 * @param again what becomes of the request: a page that waits looks again by itself, a form is sent again by its writer
 */
record Problem(
        HttpStatus status,
        String name,
        String title,
        String detail,
        List<Fault> faults,
        String reference,
        @Nullable Survivor survivor,
        Again again) {
    static final List<String> NAMES = List.of(
            "not-found",
            "not-allowed",
            "stale-version",
            "bad-input",
            "taken",
            "merged-already",
            "not-signed-in",
            "method-not-allowed",
            "too-large",
            "upload-too-large",
            "too-many-requests",
            "unavailable",
            "storage-full",
            "internal");

    enum Again {
        NO,
        BY_ITSELF,
        BY_HAND
    }

    /** One thing wrong with one field, said in the reader's language. */
    record Fault(String field, String message) {}

    static Problem of(HttpStatus status, String name, Ui ui) {
        return new Problem(
                status,
                name,
                ui.t("problem." + name),
                ui.t("problem." + name + ".detail"),
                List.of(),
                "",
                null,
                Again.NO);
    }

    static Problem of(DatabaseTrouble trouble, Ui ui) {
        return switch (trouble) {
            case GONE -> of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", ui);
            case FULL -> of(HttpStatus.INSUFFICIENT_STORAGE, "storage-full", ui);
        };
    }

    /** @param reads a request that may be sent again without being asked */
    Problem again(boolean reads) {
        return new Problem(
                status, name, title, detail, faults, reference, survivor, reads ? Again.BY_ITSELF : Again.BY_HAND);
    }

    Problem saying(String words) {
        return new Problem(status, name, title, words, faults, reference, survivor, again);
    }

    Problem with(List<BadInput.Fault> found, Ui ui) {
        var said = found.stream()
                .map(fault ->
                        new Fault(fault.field(), ui.t(fault.key(), fault.args().toArray())))
                .toList();
        return new Problem(status, name, title, detail, said, reference, survivor, again);
    }

    Problem referredTo(String id) {
        return new Problem(status, name, title, detail, faults, id, survivor, again);
    }

    Problem led(Survivor to) {
        return new Problem(status, name, title, detail, faults, reference, to, again);
    }

    String type() {
        return "/problems/" + name;
    }

    ProblemDetail asDetail(String instance) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create(type()));
        body.setTitle(title);
        body.setInstance(URI.create(instance));
        if (!faults.isEmpty()) {
            body.setProperty(
                    "errors",
                    faults.stream()
                            .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
                            .toList());
        }
        if (survivor != null) {
            body.setProperty("survivor_id", survivor.id().toString());
        }
        if (!reference.isEmpty()) {
            body.setProperty("reference", reference);
        }
        return body;
    }
}
