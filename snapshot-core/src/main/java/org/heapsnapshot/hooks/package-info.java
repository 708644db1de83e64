/**
 * The part of the agent that lives on the boot class path of child JVMs, where JDK classes can call
 * it. Imports {@code java.lang} and {@code java.util} only.
 */
package org.heapsnapshot.hooks;
