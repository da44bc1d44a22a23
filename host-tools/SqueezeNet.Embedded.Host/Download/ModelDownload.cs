using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>
/// Downloads one pinned file into a cache: goes on where an earlier download broke off, tries again after failures, and
/// lets nothing into its place whose length and SHA-256 are not the pinned ones.
/// </summary>
public sealed class ModelDownload : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly PublicModel model;
    private readonly DownloadSettings settings;
    private readonly IProgress<long>? progress;
    private readonly HttpClient client;
    private readonly string target;
    private readonly PartFile part;

    /// <summary>Prepares a download into a folder, which is made when needed.</summary>
    /// <param name="progress">Is given the number of bytes that are there.</param>
    public ModelDownload(PublicModel model, string cache, DownloadSettings settings, IProgress<long>? progress = null)
    {
        this.model = model;
        this.settings = settings;
        this.progress = progress;
        target = Path.Combine(Path.GetFullPath(cache), model.File);
        part = new PartFile(target);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = settings.Stall })
        {
            // Stalls are timed read by read: a slow line may take as long as it needs.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("sqnet");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>The verified file, downloaded unless it is in the cache already.</summary>
    /// <exception cref="DownloadException">It cannot be had from any of its places.</exception>
    /// <exception cref="OperationCanceledException">
    /// It was cancelled; what has arrived stays for the next time.
    /// </exception>
    public async Task<DownloadedModel> Run(CancellationToken cancellation)
    {
        try
        {
            if (await Hashing.IsModel(target, model, cancellation))
            {
                return new DownloadedModel(target, null, true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // Two downloads at once would mix their bytes.
            using FileStream alone = new(
                target + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            return await FromSources(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownloadException(
                $"{target}: it cannot be written: {e.Message} Choose another folder (--cache)",
                DownloadFailure.Storage, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<DownloadedModel> FromSources(CancellationToken cancellation)
    {
        List<DownloadException> failures = [];
        foreach (Uri source in model.Sources)
        {
            try
            {
                await FromSource(source, cancellation);
                return new DownloadedModel(target, source, false);
            }
            catch (DownloadException e) when (e.Failure != DownloadFailure.Storage)
            {
                failures.Add(e);
            }
        }

        throw failures.Count == 1
            ? failures[0]
            : new DownloadException(string.Join('\n', failures.Select(f => f.Message)), failures[^1].Failure);
    }

    private async Task FromSource(Uri source, CancellationToken cancellation)
    {
        TimeSpan wait = settings.Backoff;
        for (int attempt = 1; ; attempt++)
        {
            bool resumed = part.Bytes > 0;
            try
            {
                await Attempt(source, cancellation);
                return;
            }
            catch (TransientException e) when (attempt < settings.Attempts)
            {
                TimeSpan asked = e.Wait ?? wait;
                await Task.Delay(asked < settings.LongestWait ? asked : settings.LongestWait, cancellation);
                wait *= 2;
            }
            catch (TransientException e)
            {
                throw new DownloadException(
                    $"{source}: {e.Message}, {attempt} attempts. {Kept()}",
                    DownloadFailure.Unreachable, e.InnerException);
            }
            catch (DownloadException e) when (e.Failure == DownloadFailure.WrongContent)
            {
                part.Delete();
                if (!resumed || attempt >= settings.Attempts)
                {
                    throw;
                }

                // The first part may come from another version or another place: once more from the beginning.
            }
        }
    }

    private async Task Attempt(Uri source, CancellationToken cancellation)
    {
        if (part.Bytes > model.Bytes)
        {
            part.Delete();
        }

        if (part.Bytes < model.Bytes)
        {
            await Transfer(source, cancellation);
        }

        string hash = await Hashing.Sha256(part.Path, cancellation);
        if (hash != model.Sha256)
        {
            throw new DownloadException(
                $"{source}: the file has SHA-256 {hash}, not the pinned {model.Sha256}; nothing was kept",
                DownloadFailure.WrongContent);
        }

        part.Finish();
    }

    private async Task Transfer(Uri source, CancellationToken cancellation)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            stall.CancelAfter(settings.Stall);
            using HttpResponseMessage response = await Redirects.Send(client, source, part.Ask, stall.Token);
            Begin(source, response);
            await Copy(source, response, stall);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException($"nothing came for {settings.Stall.TotalSeconds:0.#} seconds");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.NameResolutionError)
        {
            throw new DownloadException(
                $"{source}: {e.Message.TrimEnd('.')}. {Kept()}", DownloadFailure.Unreachable, e);
        }
        catch (HttpRequestException e)
        {
            throw new TransientException(e.Message.TrimEnd('.'), null, e);
        }

        if (part.Bytes < model.Bytes)
        {
            throw new TransientException($"the connection ended after {part.Bytes} of {model.Bytes} bytes");
        }
    }

    /// <summary>Checks what the response is, and forgets bytes that it does not continue.</summary>
    private void Begin(Uri source, HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent
                when response.Content.Headers.ContentRange is { From: long from, Length: var whole }
                    && from == part.Bytes && (whole ?? model.Bytes) == model.Bytes:
                part.Remember(response);
                return;
            case HttpStatusCode.OK:
                part.Delete();
                RequireLength(source, response.Content.Headers.ContentLength ?? model.Bytes);
                part.Remember(response);
                return;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Delete();
                throw new TransientException("the server cannot continue the download", TimeSpan.Zero);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError:
                throw new TransientException(Answer(response), response.Headers.RetryAfter?.Delta);
            default:
                throw new DownloadException($"{source}: {Answer(response)}. {Kept()}", DownloadFailure.Unreachable);
        }
    }

    private static string Answer(HttpResponseMessage response)
    {
        return $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
    }

    private async Task Copy(Uri source, HttpResponseMessage response, CancellationTokenSource stall)
    {
        byte[] buffer = new byte[BufferBytes];
        using FileStream file = part.Append();
        using Stream body = await response.Content.ReadAsStreamAsync(stall.Token);
        long done = file.Length;
        while (true)
        {
            stall.CancelAfter(settings.Stall);
            int count = await Read(body, buffer, stall.Token);
            if (count == 0)
            {
                return;
            }

            done += count;
            RequireLength(source, Math.Max(done, model.Bytes));
            file.Write(buffer, 0, count);
            progress?.Report(done);
        }
    }

    /// <summary>A connection that breaks is another matter than a disk that is full.</summary>
    private static async Task<int> Read(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException e)
        {
            throw new TransientException(e.Message.TrimEnd('.'), null, e);
        }
    }

    private void RequireLength(Uri source, long bytes)
    {
        if (bytes != model.Bytes)
        {
            throw new DownloadException(
                $"{source}: it sends {bytes} bytes or more where {model.Bytes} were expected; the file was replaced, "
                + "or a proxy or login page answers in its place",
                DownloadFailure.WrongContent);
        }
    }

    private string Kept()
    {
        return part.Bytes == 0
            ? $"Without a network, copy {model.File} here by other means, or name a mirror with --url"
            : $"{part.Bytes} of {model.Bytes} bytes are kept; the same command goes on from there";
    }
}
