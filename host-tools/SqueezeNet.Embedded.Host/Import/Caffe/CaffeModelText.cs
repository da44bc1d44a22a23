using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>Shows a binary message as the prototxt it would be, weights left out.</summary>
internal static class CaffeModelText
{
    private const string Weights = "blobs";

    /// <summary>The message with the fields that are set.</summary>
    public static PrototxtMessage Show(string file, IMessage message)
    {
        PrototxtMessage text = new(file, null);
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder().Where(f => f.Name != Weights))
        {
            if (field.IsRepeated)
            {
                foreach (object value in (IList)field.Accessor.GetValue(message))
                {
                    Add(file, text, field, value);
                }
            }
            else if (field.Accessor.HasValue(message))
            {
                Add(file, text, field, field.Accessor.GetValue(message));
            }
        }

        return text;
    }

    private static void Add(string file, PrototxtMessage text, FieldDescriptor field, object value)
    {
        if (value is IMessage message)
        {
            text.Add(field.Name, null, null, Show(file, message));
            return;
        }

        string written = value switch
        {
            bool flag => flag ? "true" : "false",
            Enum => field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture))?.Name ?? "",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        text.Add(field.Name, null, written, null);
    }
}
