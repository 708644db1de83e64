package org.heapsnapshot.core.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The default {@code serialVersionUID} of a class, computed from its class file (Java Object
 * Serialization Specification, 4.6). It equals what {@code ObjectStreamClass.lookup} says of the
 * class, so that freezing it in a field keeps the serial form of a class that gets new members.
 */
final class SerialVersion extends ClassVisitor {
  static final String FIELD = "serialVersionUID";

  private static final int CLASS_MODIFIERS =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
  private static final int FIELD_MODIFIERS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_VOLATILE
          | Opcodes.ACC_TRANSIENT;
  private static final int METHOD_MODIFIERS =
      Opcodes.ACC_PUBLIC
          | Opcodes.ACC_PRIVATE
          | Opcodes.ACC_PROTECTED
          | Opcodes.ACC_STATIC
          | Opcodes.ACC_FINAL
          | Opcodes.ACC_SYNCHRONIZED
          | Opcodes.ACC_NATIVE
          | Opcodes.ACC_ABSTRACT
          | Opcodes.ACC_STRICT;

  /** Whether a field has to be added for a class to keep its serial form. */
  enum Need {
    /** Not serializable, or its identity does not depend on its members. */
    NONE,
    /** The default would change: add the field. */
    FREEZE,
    /** The default would change, and a field of that name that does not count is in the way. */
    IMPOSSIBLE,
    /** A supertype is missing. */
    UNKNOWN
  }

  private record Member(String name, int access, String descriptor) {}

  private final List<Member> fields = new ArrayList<>();
  private final List<Member> constructors = new ArrayList<>();
  private final List<Member> methods = new ArrayList<>();
  private String name;
  private int access;
  private String[] interfaces;
  private boolean hasInitializer;
  private boolean isRecord;
  private boolean declared;
  private boolean inTheWay;

  private SerialVersion() {
    super(Opcodes.ASM9);
  }

  static SerialVersion read(ClassReader reader) {
    SerialVersion version = new SerialVersion();
    reader.accept(
        version, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return version;
  }

  /**
   * What has to be done before a member is added to the class.
   *
   * @param hierarchy knows the class itself, too
   */
  Need need(ClassHierarchy hierarchy) {
    // Enums and records have the number 0 whatever their members are.
    if (declared || isRecord || (access & Opcodes.ACC_ENUM) != 0) {
      return Need.NONE;
    }
    var serializable = hierarchy.isSubtype(name, "java/io/Serializable");
    if (serializable.isEmpty()) {
      return Need.UNKNOWN;
    }
    if (!serializable.get()) {
      return Need.NONE;
    }
    return inTheWay ? Need.IMPOSSIBLE : Need.FREEZE;
  }

  /** Adds the field that holds the default number to the class that is being written. */
  void freeze(ClassVisitor target) {
    int visibility =
        (access & Opcodes.ACC_INTERFACE) != 0 ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE;
    FieldVisitor field =
        target.visitField(
            visibility | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
            FIELD,
            "J",
            null,
            defaultNumber());
    field.visitEnd();
  }

  /** The number, whether or not the class is serializable. */
  long defaultNumber() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(new DataOutputStream(bytes));
      byte[] digest = MessageDigest.getInstance("SHA").digest(bytes.toByteArray());
      long number = 0;
      for (int i = 7; i >= 0; i--) {
        number = (number << 8) | (digest[i] & 0xFF);
      }
      return number;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA", e);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(name.replace('/', '.'));
    out.writeInt(classModifiers());
    String[] sorted = interfaces.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = sorted[i].replace('/', '.');
    }
    Arrays.sort(sorted);
    for (String each : sorted) {
      out.writeUTF(each);
    }
    fields.sort(Comparator.comparing(Member::name));
    for (Member field : fields) {
      boolean counts =
          (field.access & Opcodes.ACC_PRIVATE) == 0
              || (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) == 0;
      if (counts) {
        write(out, field, FIELD_MODIFIERS, field.descriptor);
      }
    }
    if (hasInitializer) {
      write(out, new Member("<clinit>", Opcodes.ACC_STATIC, "()V"), METHOD_MODIFIERS, "()V");
    }
    writeMethods(out, constructors);
    writeMethods(out, methods);
  }

  private int classModifiers() {
    int modifiers = access & CLASS_MODIFIERS;
    if ((modifiers & Opcodes.ACC_INTERFACE) == 0) {
      return modifiers;
    }
    // As ObjectStreamClass: an interface is abstract only when it declares methods.
    return methods.isEmpty() ? modifiers & ~Opcodes.ACC_ABSTRACT : modifiers | Opcodes.ACC_ABSTRACT;
  }

  private static void writeMethods(DataOutputStream out, List<Member> members) throws IOException {
    members.sort(Comparator.comparing(Member::name).thenComparing(Member::descriptor));
    for (Member member : members) {
      if ((member.access & Opcodes.ACC_PRIVATE) == 0) {
        write(out, member, METHOD_MODIFIERS, member.descriptor.replace('/', '.'));
      }
    }
  }

  private static void write(DataOutputStream out, Member member, int mask, String signature)
      throws IOException {
    out.writeUTF(member.name);
    out.writeInt(member.access & mask);
    out.writeUTF(signature);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    this.name = name;
    this.access = access;
    this.interfaces = interfaces;
    isRecord = "java/lang/Record".equals(superName);
  }

  @Override
  public void visitInnerClass(String inner, String outer, String simpleName, int innerAccess) {
    // Class.getModifiers answers from this attribute.
    if (inner.equals(name)) {
      access = innerAccess;
    }
  }

  @Override
  public FieldVisitor visitField(
      int fieldAccess, String fieldName, String descriptor, String signature, Object value) {
    if (fieldName.equals(FIELD)) {
      int both = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      boolean integral = "JISBC".contains(descriptor);
      declared |= integral && (fieldAccess & both) == both;
      inTheWay = true;
    }
    fields.add(new Member(fieldName, fieldAccess, descriptor));
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int methodAccess, String methodName, String descriptor, String signature, String[] thrown) {
    if (methodName.equals("<clinit>")) {
      hasInitializer = true;
    } else {
      Member member = new Member(methodName, methodAccess, descriptor);
      (methodName.equals("<init>") ? constructors : methods).add(member);
    }
    return null;
  }
}
