package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a module keeps about a member as a person (GDPR art. 15), for the file that they may ask for; a bean. */
public interface MemberData {
    /** What it is called in the file, such as {@code coaching_notes}. */
    String name();

    /** One entry for each thing kept; read within a transaction. */
    List<Map<String, @Nullable Object>> of(MemberId member);
}
