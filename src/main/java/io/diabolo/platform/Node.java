package io.diabolo.platform;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** This process among those that share the database. While it is connected it holds its key as an advisory lock. */
@Component
public class Node {
    private final long key = new SecureRandom().nextLong();

    public long key() {
        return key;
    }
}
