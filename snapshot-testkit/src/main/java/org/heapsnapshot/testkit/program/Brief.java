package org.heapsnapshot.testkit.program;

/**
 * All kinds of state but the list of a million nodes, whose capture takes most of the time of a
 * build. Exit code 0 when every check holds, 1 otherwise.
 */
public final class Brief {
  private Brief() {}

  public static void main(String[] args) {
    Checks checks = new Checks(System.out);
    run(checks);
    System.out.println(checks.wrong() == 0 ? "all ok" : "WRONG checks: " + checks.wrong());
    System.exit(checks.wrong() == 0 ? 0 : 1);
  }

  static void run(Checks checks) {
    values(checks);
    objects(checks);
    classes(checks);
    collections(checks);
    hashed(checks);
    library(checks);
    environment(checks);
  }

  private static void values(Checks checks) {
    checks.group("primitive statics", PrimitiveStatics::check);
    checks.group("constant fields", ConstantFields::check);
    checks.group("mutable statics", MutableStatics::check);
    checks.group("primitive arrays", PrimitiveArrays::check);
    checks.group("multi-dimensional arrays", MultiArrays::check);
    checks.group("reference arrays", ReferenceArrays::check);
    checks.group("literals", Literals::check);
    checks.group("strings", Strings::check);
    checks.group("boxes", Boxes::check);
  }

  private static void objects(Checks checks) {
    checks.group("fields of all kinds", AllKinds::check);
    checks.group("shared objects", SharedOwner::check);
    checks.group("cycles", Cycles::check);
    checks.group("inner classes", InnerClasses::check);
    checks.group("records", Records::check);
    checks.group("enums", Enums::check);
    checks.group("enum switches", EnumSwitches::check);
    checks.group("lambdas", Lambdas::check);
    checks.group("combinators", Combinators::check);
    checks.group("proxies", Proxies::check);
    checks.group("annotations", Annotations::check);
    checks.group("exceptions", Exceptions::check);
    checks.group("serializable", SerializableState::check);
  }

  private static void classes(Checks checks) {
    checks.group("interface constants", InterfaceConstants::check);
    checks.group("default methods", DefaultMethods::check);
    checks.group("superclass statics", SuperclassStatics::check);
    checks.group("bridges", Bridges::check);
    checks.group("initializer order", InitializerOrder::check);
    checks.group("initializer cycle", InitializerCycle::check);
    checks.group("registration", Registration::check);
    checks.group("assertions", Assertions::check);
    checks.group("class objects", ClassObjects::check);
    checks.group("reflection", Reflection::check);
    checks.group("generic types", GenericTypes::check);
    checks.group("assertion status", AssertionStatus::check);
  }

  private static void collections(Checks checks) {
    checks.group("lists", Lists::check);
    checks.group("sorted collections", SortedCollections::check);
    checks.group("queues", Queues::check);
    checks.group("wrapped collections", WrappedCollections::check);
    checks.group("bit sets", BitSets::check);
  }

  private static void hashed(Checks checks) {
    checks.group("HashMap", HashMaps::check);
    checks.group("LinkedHashMap", LinkedHashMaps::check);
    checks.group("HashSet", HashSets::check);
    checks.group("identity", IdentityTables::check);
    checks.group("WeakHashMap", WeakTables::check);
    checks.group("ConcurrentHashMap", ConcurrentTables::check);
    checks.group("Hashtable", Hashtables::check);
    checks.group("EnumMap and EnumSet", EnumTables::check);
    checks.group("Set.of and Map.of", ImmutableTables::check);
    checks.group("nested tables", NestedTables::check);
    checks.group("colliding keys", CollidingKeys::check);
    checks.group("own hashed classes", OwnTables::check);
  }

  private static void library(Checks checks) {
    checks.group("big numbers", BigNumbers::check);
    checks.group("dates and times", Times::check);
    checks.group("chronologies", Chronologies::check);
    checks.group("formats", Formats::check);
    checks.group("calendars", Calendars::check);
    checks.group("buffers", Buffers::check);
    checks.group("library factories", LibraryFactories::check);
    checks.group("ciphers", Ciphers::check);
    checks.group("services", Services::check);
    checks.group("property tables", PropertyTables::check);
    checks.group("patterns", Patterns::check);
    checks.group("locales and charsets", LocalesAndCharsets::check);
    checks.group("locks", Locks::check);
    checks.group("atomics", Atomics::check);
    checks.group("thread locals", ThreadLocals::check);
    checks.group("references", References::check);
    checks.group("class values", ClassValues::check);
    checks.group("identifiers", Identifiers::check);
    checks.group("permissions", Permissions::check);
    checks.group("JDK singletons", JdkSingletons::check);
    checks.group("loggers", Loggers::check);
    checks.group("executors", ExecutorState::check);
  }

  private static void environment(Checks checks) {
    checks.group("throwing initializer", ThrowingInitializer::check);
    checks.group("printing initializer", PrintingInitializer::check);
    checks.group("clock", ClockReader::check);
    checks.group("random", RandomNumbers::check);
    checks.group("system property", PropertyReader::check);
    checks.group("machine", MachineFacts::check);
    checks.group("identity hash", IdentityHashReader::check);
    checks.group("resource", ResourceReader::check);
    checks.group("thread", ThreadStarter::check);
  }
}
