package io.diabolo.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an automation is made of; kept as one document, in versions.
 *
 * @param recordType the id of the record type that it looks at
 * @param delayMinutes so long after an event it is judged
 * @param settles whether a further event starts the delay anew, so that it is counted from the last one
 * @param imports whether what a file brought counts as an event too
 * @param mostAnHour beyond so many runs in an hour it stops, and asks
 * @param conditions in CEL; all of them have to hold
 */
@JsonNaming(SnakeCaseStrategy.class)
record Plan(
        String recordType,
        Trigger trigger,
        int delayMinutes,
        boolean settles,
        boolean imports,
        int mostAnHour,
        List<String> conditions,
        List<Action> actions) {
    static final int USUAL_MOST = 200;

    Plan(
            @Nullable String recordType,
            @Nullable Trigger trigger,
            int delayMinutes,
            boolean settles,
            boolean imports,
            int mostAnHour,
            @Nullable List<String> conditions,
            @Nullable List<Action> actions) {
        this.recordType = Objects.requireNonNullElse(recordType, "");
        this.trigger = Objects.requireNonNullElseGet(trigger, () -> Trigger.on("created"));
        this.delayMinutes = delayMinutes;
        this.settles = settles;
        this.imports = imports;
        this.mostAnHour = mostAnHour == 0 ? USUAL_MOST : mostAnHour;
        this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
        this.actions = actions == null ? List.of() : List.copyOf(actions);
    }

    /** As it stands in JSON, where what is usual may be left out. */
    @JsonCreator
    static Plan read(
            @JsonProperty("record_type") @Nullable String recordType,
            @JsonProperty("trigger") @Nullable Trigger trigger,
            @JsonProperty("delay_minutes") @Nullable Integer delayMinutes,
            @JsonProperty("settles") @Nullable Boolean settles,
            @JsonProperty("imports") @Nullable Boolean imports,
            @JsonProperty("most_an_hour") @Nullable Integer mostAnHour,
            @JsonProperty("conditions") @Nullable List<String> conditions,
            @JsonProperty("actions") @Nullable List<Action> actions) {
        return new Plan(
                recordType,
                trigger,
                delayMinutes == null ? 0 : delayMinutes,
                Boolean.TRUE.equals(settles),
                Boolean.TRUE.equals(imports),
                mostAnHour == null ? 0 : mostAnHour,
                conditions,
                actions);
    }

    static Plan of(String recordType, Trigger trigger, int delayMinutes, List<String> conditions, Action... actions) {
        return new Plan(recordType, trigger, delayMinutes, false, false, 0, conditions, List.of(actions));
    }

    Plan settling() {
        return new Plan(recordType, trigger, delayMinutes, true, imports, mostAnHour, conditions, actions);
    }

    Plan atMost(int runs) {
        return new Plan(recordType, trigger, delayMinutes, settles, imports, runs, conditions, actions);
    }
}
