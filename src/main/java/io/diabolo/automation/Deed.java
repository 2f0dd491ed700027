package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One kind of thing that an automation can do. A bean; it works in the caller's transaction, with the rights of the keeper. */
interface Deed {
    /** In plans; its name is the text {@code automation.action.<kind>}. */
    String kind();

    /** Whether records of this type can have it done. */
    default boolean suits(RecordType type) {
        return true;
    }

    /** What is wrong with what it was told, by the name of the value. */
    List<Fault> check(Action action, RecordType type, Actor me);

    /** @throws Refused when it can't be done, which trying again by itself wouldn't mend */
    Did act(Doing doing);

    /**
     * What is to be done.
     *
     * @param action the one id under which this is done
     * @param keeper with whose rights
     */
    record Doing(UUID action, Automation automation, RunLog.Run run, Action told, RecordType type, Actor keeper) {}

    /**
     * What was done.
     *
     * @param note text key, with its arguments
     */
    record Did(
            String note,
            List<Object> args,
            @Nullable UUID changeSet,
            @Nullable UUID mail,
            @Nullable UUID delivery) {
        static Did of(String note, Object... args) {
            return new Did(note, List.of(args), null, null, null);
        }

        Did in(@Nullable UUID set) {
            return new Did(note, args, set, mail, delivery);
        }
    }

    /** It can't be done, for a reason that its reader understands. */
    final class Refused extends RuntimeException {
        private final String key;
        private final transient List<Object> args;

        Refused(String key, Object... args) {
            super(key);
            this.key = key;
            this.args = List.of(args);
        }

        String key() {
            return key;
        }

        List<Object> args() {
            return args;
        }
    }
}
