/* Runs a command some times, its output to nowhere, and prints the milliseconds of processor time of one
 * call: cpu_time CALLS COMMAND [ARGUMENT ...]. What other processes do to the wall clock does not matter. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval t) {
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static void run(char **command) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int count, char **arguments) {
    int calls = count > 2 ? atoi(arguments[1]) : 0;
    if (calls < 1) {
        fprintf(stderr, "usage: cpu_time CALLS COMMAND [ARGUMENT ...]\n");
        return 2;
    }
    for (int i = 0; i < calls; i++) {
        int status;
        pid_t child = fork();
        if (child == 0)
            run(arguments + 2);
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
            return 1;
    }
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    printf("%.3f\n", 1000 * (seconds(used.ru_utime) + seconds(used.ru_stime)) / calls);
    return 0;
}
