using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Lets elements that do not fill a vector pass through one that is full.</summary>
// Bound: the room holds as many elements as a vector has lanes, and fewer of them are copied.
internal static unsafe class LanePadding
{
    /// <summary>Writes the elements, and another value for those that are missing, and returns the room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Fill<T>(T* elements, int count, T missing, T* room, int lanes)
        where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            room[i] = elements[i];
        for (var i = count; i < lanes; i++)
            room[i] = missing;
        return room;
    }
}
