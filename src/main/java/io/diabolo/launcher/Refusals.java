package io.diabolo.launcher;

import io.diabolo.backup.Refusal;
import java.util.List;

/** What the console says when a backup, a restore or an upgrade can't be. */
final class Refusals {
    private Refusals() {}

    static String sentence(Refusal refusal, Texts texts) {
        return sentence(refusal.reason(), refusal.arguments(), texts);
    }

    static String sentence(Refusal.Reason reason, List<Object> arguments, Texts texts) {
        return texts.get(
                switch (reason) {
                    case NOTHING_THERE -> "launcher.backup.empty";
                    case NOT_WRITTEN -> "launcher.backup.failed";
                    case NO_FILE -> "launcher.restore.missing";
                    case FOREIGN_FILE -> "launcher.restore.foreign";
                    case DAMAGED_FILE -> "launcher.restore.damaged";
                    case NEWER_FILE -> "launcher.restore.newer";
                    case OCCUPIED -> "launcher.restore.occupied";
                    case OTHER_RESTORE -> "launcher.restore.other";
                    case DIFFERENT -> "launcher.restore.different";
                    case NEWER_DATA -> "launcher.data.newer";
                    case UNFINISHED_RESTORE -> "launcher.data.unfinished";
                },
                arguments.toArray());
    }

    /** 1 where something failed, 2 where it can't be done as asked. */
    static int exitCode(Refusal refusal) {
        return switch (refusal.reason()) {
            case NOT_WRITTEN, FOREIGN_FILE, DAMAGED_FILE, DIFFERENT -> 1;
            case NOTHING_THERE, NO_FILE, NEWER_FILE, OCCUPIED, OTHER_RESTORE, NEWER_DATA, UNFINISHED_RESTORE -> 2;
        };
    }
}
