package io.diabolo.pipeline;

import io.diabolo.identity.Member;
import io.diabolo.records.FieldText;
import io.diabolo.records.ListField;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * All that the dialog of a move shows.
 *
 * @param stands the stage in which the deal was seen
 * @param stage the one it is to go to; empty: still to be chosen
 * @param asks what the stages on the way ask for and the deal lacks
 * @param fields those of it that can be filled here
 * @param canOverride whether who looks may go on without
 * @param elsewhere what somebody did meanwhile, in words, or empty
 * @param competitors names to choose from
 * @param back where the dialog leads when it is done, and {@code query} with which parameters
 * @param dialog whether it is a dialog over another page
 */
record MovePage(
        UUID id,
        String name,
        String stands,
        String stage,
        List<Choice> stages,
        List<Choice> steps,
        List<Choice> reasons,
        List<Checked> asks,
        List<ListField> fields,
        boolean canOverride,
        String elsewhere,
        Map<String, String> typed,
        Map<String, String> faults,
        FieldText text,
        List<Member> members,
        List<String> competitors,
        String back,
        String query,
        boolean dialog) {
    record Choice(String id, String label) {}

    String path() {
        return "/opportunities/" + id;
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    /** What is asked for and is brought about elsewhere, or holds of itself. */
    List<Checked> elsewhereFilled() {
        return asks.stream().filter(one -> one.ask().kind() != Ask.Kind.FIELD).toList();
    }

    boolean closes() {
        return stage.equals("won") || stage.equals("lost");
    }

    String label(String id) {
        return stages.stream()
                .filter(one -> one.id().equals(id))
                .map(Choice::label)
                .findFirst()
                .orElse(id);
    }

    /** Where it is brought about, with the way back to this move. */
    String returning(String path) {
        return UriComponentsBuilder.fromUriString(path)
                .queryParam("back", "/opportunities/" + id + "/moves/new?stage=" + stage)
                .encode()
                .toUriString();
    }
}
