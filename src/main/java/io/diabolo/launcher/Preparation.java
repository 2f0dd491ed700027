package io.diabolo.launcher;

import io.diabolo.backup.Upgrade;
import java.time.Clock;

/** What is done with a database before an application migrates and uses it; throws when it must not be used. */
@FunctionalInterface
interface Preparation {
    Preparation NONE = _ -> {};

    void prepare(Database database);

    /** Refuses what a newer Diabolo made; backs up in the directory of these data what is about to be migrated. */
    static Preparation of(DataDirectory data) {
        return database -> new Upgrade(database.owner(), database.appUser(), Clock.systemUTC())
                .prepare(
                        data.backups(),
                        file -> System.err.println(Texts.ofConsole().get("launcher.upgrade.backup", file)));
    }
}
