package io.diabolo.directory;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.records.FormPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a record's page shows.
 *
 * @param facts what is known and worth reading
 * @param rest the empty ones, and what is seldom asked for
 * @param sources where values are from, by field, as far as a module knows
 * @param notices text keys of what has to be known before anything is done
 */
record RecordPage(
        String type,
        String plural,
        UUID id,
        int version,
        String title,
        String beside,
        List<Step> rail,
        RecordAbove.@Nullable Top top,
        RecordAbove.@Nullable Headline headline,
        @Nullable ClockBadge clock,
        List<String> notes,
        List<RecordAbove.Action> actions,
        List<Fact> facts,
        List<Fact> rest,
        List<String> notices,
        List<Timeline.Item> timeline,
        String only,
        List<RecordBeside.Panel> panels,
        List<RecordBeside.Line> twins,
        boolean keepsActivities,
        Map<String, FactNotes.Note> sources,
        boolean stale) {

    /**
     * @param days how long it lasted, or empty
     * @param state done, now, exit or empty
     */
    record Step(String id, String label, String days, String state) {}

    record Choice(String id, String label) {}

    /**
     * @param path where the value leads, or empty
     * @param referred the id of the record type that its values name, or empty
     * @param present what the record holds, as a control would hold it; {@code raw} is what was typed instead, if anything
     * @param theirs what somebody else wrote meanwhile, where both wrote; else empty
     * @param input the type of the form's control: text, date, number, email, tel, url, select, area; empty when it isn't edited
     */
    record Fact(
            String name,
            String label,
            String shown,
            String path,
            String input,
            String raw,
            String present,
            String referred,
            FormPart part,
            List<Choice> choices,
            String fault,
            String theirs) {
        boolean isSuggested() {
            return input.equals("text") && !choices.isEmpty();
        }

        boolean isRefused() {
            return !fault.isEmpty() || !theirs.isEmpty();
        }

        boolean isEdited() {
            return !input.isEmpty();
        }
    }

    FactNotes.@Nullable Note source(Fact fact) {
        return sources.get(fact.name());
    }

    boolean isRestFaulty() {
        return rest.stream().anyMatch(Fact::isRefused);
    }

    String path() {
        return "/" + plural + "/" + id;
    }

    boolean canMerge() {
        return type.equals("company") || type.equals("person");
    }

    /** This record and its twin side by side. */
    String mergePath(RecordBeside.Line twin) {
        return path() + "/merges/new?with=" + twin.path().substring(twin.path().lastIndexOf('/') + 1);
    }

    /**
     * What was typed and refused, by field.
     *
     * @param disputed the fields that somebody else changed meanwhile
     */
    record Refused(Map<String, String> typed, Map<String, String> faults, Set<String> disputed) {
        static final Refused NOTHING = new Refused(Map.of(), Map.of(), Set.of());

        boolean stale() {
            return !disputed.isEmpty();
        }
    }
}
