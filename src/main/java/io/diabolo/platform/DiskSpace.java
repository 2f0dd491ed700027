package io.diabolo.platform;

import java.io.File;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The space beside the embedded database. PostgreSQL that can't write its log stops altogether, so writing is refused a
 * little earlier, and reading goes on.
 */
@Component
public class DiskSpace {
    private final String place;
    private final long reserve;

    /** @param place the data directory, empty where others run the database */
    DiskSpace(@Value("${diabolo.disk:}") String place, @Value("${diabolo.disk-reserve:128MB}") DataSize reserve) {
        this.place = place;
        this.reserve = reserve.toBytes();
    }

    /** Whether so many bytes more would go into the reserve. */
    public boolean isTooSmallFor(long bytes) {
        // A place that can't be asked has 0 bytes; then the database itself says what is wrong.
        var usable = place.isEmpty() ? 0 : new File(place).getUsableSpace();
        return usable > 0 ? usable - bytes < reserve : !place.isEmpty() && new File(place).isDirectory();
    }
}
