package io.diabolo.directory;

import io.diabolo.web.Ui;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where an activity on a timeline leads on to, such as the mail that it tells of. A bean of the module that keeps it. */
public interface ActivityMore {
    /** By activity; those of other modules are left out. */
    Map<UUID, RecordAbove.Action> of(Collection<UUID> activities, Ui ui);
}
