using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Marks what may be awaited inside a dialog: answers, facts and sub-dialogs. Anything else is a compile error (CS0315).</summary>
public interface IDialogAwaiter : INotifyCompletion;

/// <summary>
/// A conversation written as an <c>async</c> method that is run again from its top at every turn. A recorded answer is already completed, so
/// the method runs on; at the first answer that is missing, the method simply returns unfinished and is dropped: no thread waits, nothing
/// is scheduled, and the only memory is the dictionary of answers.
/// </summary>
[AsyncMethodBuilder(typeof(DialogMethodBuilder<>))]
public sealed class Dialog<T>
{
    private T? result;
    private ExceptionDispatchInfo? error;

    /// <summary>True when the method has run to its end, by result or by exception.</summary>
    public bool IsCompleted { get; private set; }

    /// <exception cref="InvalidOperationException">The dialog still waits for an answer.</exception>
    public T Result
    {
        get
        {
            error?.Throw();
            return IsCompleted ? result! : throw new InvalidOperationException("The dialog is still waiting for an answer.");
        }
    }

    public DialogAwaiter<T> GetAwaiter() => new(this);

    internal void Complete(T value) => (result, IsCompleted) = (value, true);

    internal void Fail(Exception exception) => (error, IsCompleted) = (ExceptionDispatchInfo.Capture(exception), true);
}

/// <summary>Awaits a sub-dialog.</summary>
public readonly struct DialogAwaiter<T>(Dialog<T> dialog) : IDialogAwaiter
{
    public bool IsCompleted => dialog.IsCompleted;

    public T GetResult() => dialog.Result;

    public void OnCompleted(Action continuation)
    {
        // The method is never continued; it is replayed.
    }
}

/// <summary>An answer or fact, recorded or still missing.</summary>
public readonly struct Answer<T>
{
    private readonly T value;

    private Answer(T value, bool recorded) => (this.value, IsRecorded) = (value, recorded);

    public bool IsRecorded { get; }

    public static Answer<T> Missing => default;

    public static Answer<T> Recorded(T value) => new(value, true);

    public AnswerAwaiter<T> GetAwaiter() => new(this);

    internal T Value => IsRecorded ? value : throw new InvalidOperationException("The answer is not recorded yet.");
}

/// <summary>Awaits an answer; "completed" means "already recorded".</summary>
public readonly struct AnswerAwaiter<T>(Answer<T> answer) : IDialogAwaiter
{
    public bool IsCompleted => answer.IsRecorded;

    public T GetResult() => answer.Value;

    public void OnCompleted(Action continuation)
    {
        // The method is never continued; it is replayed.
    }
}

/// <summary>What the compiler calls to build an <c>async Dialog&lt;T&gt;</c> method. Its empty <c>AwaitOnCompleted</c> is the whole suspension.</summary>
public struct DialogMethodBuilder<T> : IEquatable<DialogMethodBuilder<T>>
{
    public Dialog<T> Task { get; private init; }

    public static DialogMethodBuilder<T> Create() => new() { Task = new Dialog<T>() };

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
        // Only boxed state machines need this; ours are dropped instead.
    }

    public readonly void SetResult(T result) => Task.Complete(result);

    public readonly void SetException(Exception exception) => Task.Fail(exception);

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : IDialogAwaiter
        where TStateMachine : IAsyncStateMachine
    {
        // The answer is missing: returning from here unwinds the whole stack of dialogs.
    }

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : IDialogAwaiter, ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // As above.
    }

    public readonly bool Equals(DialogMethodBuilder<T> other) => ReferenceEquals(Task, other.Task);

    public override readonly bool Equals(object? obj) => obj is DialogMethodBuilder<T> other && Equals(other);

    public override readonly int GetHashCode() => RuntimeHelpers.GetHashCode(Task);

    public static bool operator ==(DialogMethodBuilder<T> left, DialogMethodBuilder<T> right) => left.Equals(right);

    public static bool operator !=(DialogMethodBuilder<T> left, DialogMethodBuilder<T> right) => !left.Equals(right);
}
