package org.heapsnapshot.core.capture;

/**
 * The logical view of a collection whose arrangement depends on hash values.
 *
 * @param object object id of the collection (of the map inside, for sets built on maps)
 * @param kind the kind of section RESEED; of {@code HANDLED} the first key is the class of the
 *     handler
 * @param tableFields indices into the fields of the object's class: those that hold the arrangement
 *     (table, nodes, size, cached views excluded), left zero when the collection is rebuilt
 * @param keys object ids of the keys in iteration order
 * @param values object ids of the values, 0 for sets
 * @param hashes hash value of each key as this JVM computes it; empty for an object that is not
 *     hashed but made anew in any case; of {@code IDENTITY_HASH} what is added to the hash of each
 * @param unstable whether it has to be rebuilt at boot; set once the two captures were compared
 */
public record HashedCollection(
    int object,
    int kind,
    int[] tableFields,
    int[] keys,
    int[] values,
    int[] hashes,
    boolean unstable) {}
