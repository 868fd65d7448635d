package com.thoughtworks.xstream.security;

/**
 * Lets Debian's JMeter 2.13 read its own classes, which are not on the list of Debian's XStream.
 * It lifts XStream's protection against hostile XML: only for plans of one's own.
 */
public class NoTypePermission implements TypePermission {
    public static final TypePermission NONE = new NoTypePermission();
    public boolean allows(Class type) { return true; }
    public int hashCode() { return 1; }
    public boolean equals(Object other) { return other != null && other.getClass() == NoTypePermission.class; }
}
