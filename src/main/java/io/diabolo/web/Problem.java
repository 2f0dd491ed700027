package io.diabolo.web;

import io.diabolo.platform.BadInput;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * What went wrong, in words for its reader: a page for people, RFC 9457 for programs.
 *
 * @param name the tail of its type {@code /problems/<name>}, and of its texts
 * @param reference what to quote when asking for help, or empty
 */
record Problem(HttpStatus status, String name, String title, String detail, List<Fault> faults, String reference) {
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
            "too-many-requests",
            "internal");

    /** One thing wrong with one field, said in the reader's language. */
    record Fault(String field, String message) {}

    static Problem of(HttpStatus status, String name, Ui ui) {
        return new Problem(status, name, ui.t("problem." + name), ui.t("problem." + name + ".detail"), List.of(), "");
    }

    Problem saying(String words) {
        return new Problem(status, name, title, words, faults, reference);
    }

    Problem with(List<BadInput.Fault> found, Ui ui) {
        var said = found.stream()
                .map(fault ->
                        new Fault(fault.field(), ui.t(fault.key(), fault.args().toArray())))
                .toList();
        return new Problem(status, name, title, detail, said, reference);
    }

    Problem referredTo(String id) {
        return new Problem(status, name, title, detail, faults, id);
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
        if (!reference.isEmpty()) {
            body.setProperty("reference", reference);
        }
        return body;
    }
}
