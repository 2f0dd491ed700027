package io.diabolo.prospecting;

import io.diabolo.platform.Actor;
import java.util.List;

/** A place where values are looked for, without leaving this server. A bean, asked in its order: the first one with a value wins. */
interface Finder {
    /** Values for fields that the subject lacks; of other records only those count that {@code me} may see. */
    List<Finding> find(Subject subject, Actor me);
}
