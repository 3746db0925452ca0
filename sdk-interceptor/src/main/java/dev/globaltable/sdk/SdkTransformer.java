package dev.globaltable.sdk;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.EnumSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call of {@link InterceptorHooks} at the start of the methods that {@link SdkHook} names. Only the bodies of these
 * methods change, so classes that are loaded already can be transformed too; and only classes of the SDK that this library
 * is linked to, so that a second copy of both in another class loader is left to itself.
 */
final class SdkTransformer implements ClassFileTransformer {

    private static final int ASM = Opcodes.ASM9;
    private static final String HOOKS = "dev/globaltable/sdk/InterceptorHooks";

    private final ClassLoader sdk;
    private final Set<SdkHook> done = EnumSet.noneOf(SdkHook.class);

    SdkTransformer(ClassLoader sdk) {
        this.sdk = sdk;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        SdkHook hook = loader == sdk && className != null ? SdkHook.of(className) : null;
        return hook == null ? null : transformed(hook, bytes);
    }

    private byte[] transformed(SdkHook hook, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(ASM, writer) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
                        return bridge || !hook.isIn(name, descriptor) ? method : new Entry(method, hook);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Loads the classes that every call passes, and fails unless their hooks are in: a call must not slip through. */
    void requireCallHooks() {
        for (SdkHook hook : Set.of(SdkHook.SYNC_CALL, SdkHook.ASYNC_CALL)) {
            try {
                Class.forName(hook.className(), false, sdk);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(unknownSdk(hook), e);
            }
            synchronized (done) {
                if (!done.contains(hook)) {
                    throw new IllegalStateException(unknownSdk(hook));
                }
            }
        }
    }

    private static String unknownSdk(SdkHook hook) {
        return "This version of the AWS SDK has no method to route calls by in " + hook.className()
                + ", so its clients would reach AWS. Use the version of the SDK that this library was built with.";
    }

    private final class Entry extends MethodVisitor {
        private final SdkHook hook;

        Entry(MethodVisitor method, SdkHook hook) {
            super(ASM, method);
            this.hook = hook;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (hook.takesInstance()) {
                visitVarInsn(Opcodes.ALOAD, 0);
            }
            if (hook.takesParameter()) {
                visitVarInsn(Opcodes.ALOAD, 1);
            }
            visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, hook.hookName(), hook.hookDescriptor(), false);
            if (hook.answers()) {
                returnAnswerUnlessNull();
            }
            synchronized (done) {
                done.add(hook);
            }
        }

        private void returnAnswerUnlessNull() {
            Label goOn = new Label();
            visitInsn(Opcodes.DUP);
            visitJumpInsn(Opcodes.IFNULL, goOn);
            visitInsn(Opcodes.ARETURN);
            visitLabel(goOn);
            visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {hook.answerType()});
            visitInsn(Opcodes.POP);
        }
    }
}
