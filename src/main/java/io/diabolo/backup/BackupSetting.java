package io.diabolo.backup;

import java.nio.file.Path;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The scheduled backup, switched on by its folder ({@code DIABOLO_BACKUP_DIR}).
 *
 * @param keep how many of the newest stay
 * @param at the hour, in the zone of the machine
 */
@ConfigurationProperties("diabolo.backup")
record BackupSetting(
        @Nullable Path dir,
        @DefaultValue("7") int keep,
        @DefaultValue("02:30") LocalTime at) {
    boolean isOn() {
        return dir != null && !dir.toString().isBlank();
    }

    /** @throws IllegalStateException when it is off */
    KeptBackups kept() {
        if (dir == null) {
            throw new IllegalStateException("There is no folder for backups");
        }
        return new KeptBackups(dir.toAbsolutePath(), "diabolo");
    }
}
