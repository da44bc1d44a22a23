using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Published weights, pinned to one exact file.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the file.</param>
/// <param name="Sources">Where it can be had, the best place first.</param>
/// <param name="Licence">SPDX identifier of the licence.</param>
/// <param name="Notice">Whose work it is and what the licence asks for.</param>
public sealed record PublicModel(
    string Name,
    string File,
    long Bytes,
    string Sha256,
    IReadOnlyList<Uri> Sources,
    string Licence,
    string Notice);
